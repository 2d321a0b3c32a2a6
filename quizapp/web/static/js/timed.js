// A quiz that is saved as it is answered, and whose time is counted down.

import "./saving.js";
import "./timer.js";
