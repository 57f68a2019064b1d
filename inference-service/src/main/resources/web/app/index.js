import './screen.css';
import './theme.js';
import './kitchen-screen.js';
import './station-screen.js';
import './expediter-screen.js';
import './manager-screen.js';
import './bump-settings.js';
import './screen-chooser.js';
import { screenAt } from './screens.js';

document.body.prepend(document.createElement(await screenAt(location)));
