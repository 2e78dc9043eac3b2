/** The API's reference: finding an operation, and trying it with the session of this host. */
import { startPage } from "../base";
import { startFinding, startTrying } from "../reference";

startPage();
startFinding();
startTrying();
