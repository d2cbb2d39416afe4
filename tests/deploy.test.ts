import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { configurationNames } from "../src/config.ts";
import { ChildBot } from "./support/child-bot.ts";
import { temporaryDir } from "./support/temporary-dir.ts";

const root = join(import.meta.dirname, "..");
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const dockerfile = read("Dockerfile");
/** What the image's build copies from the project. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) => (sources ?? "").split(" "));
/** The packages that `npm ci --omit=dev` puts beside it. */
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, { dev?: boolean }> };
const production = Object.keys(packages).filter((name) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && packages[name]?.dev !== true && existsSync(join(root, name)));
const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };

/** Set for the container or the service alone. */
const own = ["NODE_ENV"];

describe("the image", () => {
	const dir = temporaryDir();
	afterAll(async () => {
		await ChildBot.endAll();
		dir.remove();
	});

	test("is made of files that are there, and that the build is given", () => {
		expect(copied.length).toBeGreaterThan(5);
		const given = read(".dockerignore")
			.split("\n")
			.filter((line) => line.startsWith("!"))
			.map((line) => line.slice(1));
		for (const file of copied) expect(existsSync(join(root, file)), file).toBe(true);
		expect(given.sort()).toEqual([...copied].sort());
	});

	test("starts with nothing but what is copied and installed for production, serves what its health check asks for, and ends when it is told to", async () => {
		for (const file of copied) {
			mkdirSync(dirname(join(dir.path, file)), { recursive: true });
			cpSync(join(root, file), join(dir.path, file), { recursive: true });
		}
		for (const name of production) {
			mkdirSync(dirname(join(dir.path, name)), { recursive: true });
			symlinkSync(join(root, name), join(dir.path, name));
		}
		const command = JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? "[]") as string[];
		const [node, ...args] = command;
		expect(node).toBe("node");
		const bot = await new ChildBot({ PORT: "0", DATA_DIR: join(dir.path, "data"), METRICS_PORT: "0", LOG_LEVEL: "info" }, [
			process.execPath,
			...args.slice(0, -1),
			join(dir.path, args.at(-1) ?? ""),
		]).ready(30_000);
		const port = /"port":(\d+),"msg":"serving health/.exec(bot.stderr)?.[1];
		const check = JSON.parse(/^HEALTHCHECK .*CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? "[]") as [string, string, string];
		const healthy = new ChildBot({ METRICS_PORT: String(port) }, [process.execPath, check[1], check[2]]);
		expect(await healthy.ended()).toBe(0);
		expect(await bot.end("SIGTERM")).toBe(0);
		const ill = new ChildBot({ METRICS_PORT: String(port) }, [process.execPath, check[1], check[2]]);
		expect(await ill.ended()).toBe(1);
	});

	test("needs only what is installed for production", () => {
		const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
		const builtin = new Set(builtinModules);
		// These come with Bolt, which hands out their types and errors.
		const withBolt = ["@slack/logger", "@slack/socket-mode", "@slack/types", "@slack/web-api"];
		for (const file of files) {
			for (const [, name] of read(join("src", file)).matchAll(/^(?:import|export) [^;]*?from "([^".][^"]*)"/gm)) {
				if (name === undefined || name.startsWith("node:") || builtin.has(name)) continue;
				const dependency = name
					.split("/")
					.slice(0, name.startsWith("@") ? 2 : 1)
					.join("/");
				if (!withBolt.includes(dependency)) expect(Object.keys(dependencies), `${dependency}, which src/${file} imports`).toContain(dependency);
			}
		}
	});

	test("does not run as root", () => {
		expect(
			dockerfile
				.trimEnd()
				.split("\n")
				.findLast((line) => line.startsWith("USER")),
		).toBe("USER node");
	});
});

describe("compose.yaml and the systemd unit", () => {
	const compose = parse(read("compose.yaml")) as { services: Record<string, { command?: string[]; environment?: Record<string, string>; stop_grace_period?: string }> };
	const unit = read("deploy/mlops-recommend.service");

	test("set only settings that there are", () => {
		const set = [
			...Object.keys(compose.services.bot?.environment ?? {}),
			...[...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, all]) => (all ?? "").split(" ").map((one) => one.split("=")[0] ?? "")),
			...[...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, all]) => (all ?? "").split(" ").map((one) => one.split("=")[0] ?? "")),
		];
		expect(set.length).toBeGreaterThan(5);
		for (const name of set.filter((one) => !own.includes(one))) expect(configurationNames).toContain(name);
	});

	test("give the bot the time that it takes to stop, and a Redis that loses nothing", () => {
		expect(Number.parseInt(compose.services.bot?.stop_grace_period ?? "0", 10)).toBeGreaterThan(25);
		expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(25);
		expect(compose.services.redis?.command?.join(" ")).toContain("--appendonly yes --appendfsync always --maxmemory-policy noeviction");
	});
});
