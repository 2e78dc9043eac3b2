/** Pages of people: sign-in, account, the platform and the studio sites. */
import { startPage } from "../base";
import { startProgress } from "../progress";
import { startRows } from "../rows";

startPage();
startRows();
startProgress();
