// The admin's behaviours. Every page works without them.
import './antiforgery.js';
import './color.js';
import './confirm.js';
import './copy.js';
import './enter.js';
import './errors.js';
import './live.js';
import './loading.js';
import './menus.js';
import './submit.js';

document.documentElement.classList.add('js');
