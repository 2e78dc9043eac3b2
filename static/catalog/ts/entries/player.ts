/** The watch page. */
import { startPlayer } from "../player";

startPlayer();
