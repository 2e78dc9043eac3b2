/** The watch page. */
import { startPlayer } from "../player/player";

startPlayer();
