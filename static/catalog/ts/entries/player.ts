/** The watch page. */
import { startPlainPage } from "@core/plain-page";
import { startPlayer } from "../player/player";

startPlainPage();
startPlayer();
