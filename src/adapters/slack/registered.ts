/** What the app registers with Slack: the manifest must ask for exactly this, and a test compares the two. */
export const commandName = "/mlops-recommend";
/** Events that the app listens to. A message arrives under one name for each kind of conversation. */
export const subscribedEvents = ["app_mention", "message.channels", "message.groups", "message.im", "app_home_opened"] as const;
/** Shortcuts in a message's menu, by callback id. */
export const messageShortcuts = ["recommend-tools"] as const;
