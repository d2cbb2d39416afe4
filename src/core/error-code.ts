/** What went wrong, as a log may say it: an error's code, else its name; never its message. */
export const errorCode = (error: unknown): string => (error as { code?: string }).code ?? (error instanceof Error ? error.name : "unknown");
