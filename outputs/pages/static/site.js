// What the pages can do besides: nothing in them needs it.
"use strict";
