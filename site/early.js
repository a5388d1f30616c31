// What must be settled before the first paint: theme, width of the panels, and whether edits come
// back. A small classic script that blocks rendering, because nothing may flash or jump.

import { hideUntilRestored } from "./restoring.js";
import { applyWidth } from "./splitter.js";
import { applyTheme, readTheme } from "./theme.js";

applyTheme(readTheme());
applyWidth();
hideUntilRestored();
