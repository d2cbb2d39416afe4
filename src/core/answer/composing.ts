import type { Catalog } from "../catalog/catalog.ts";
import type { Need } from "../need.ts";
import type { Shortlist } from "../ranking/shortlist.ts";

/** What an answer is composed from. `today` is an ISO date: freshness is said against it. */
export type Composing = { catalog: Catalog; need: Need; shortlist: Shortlist; today: string };
