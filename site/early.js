// What must be settled before the first paint: theme and width of the panels. A small classic
// script that blocks rendering, because nothing may flash or jump.

import { applyWidth } from "./splitter.js";
import { applyTheme, readTheme } from "./theme.js";

applyTheme(readTheme());
applyWidth();
