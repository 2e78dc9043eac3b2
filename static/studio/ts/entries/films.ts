/** The desk's pages of films. */
import { startGenres } from "../genres";
import { startUploads } from "../upload";
import { startWork } from "../work";

startUploads();
startGenres();
startWork();
