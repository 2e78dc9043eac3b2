/** The watch page. */
import { startPage } from "@core/base";
import { startPlayer } from "../player";

startPage();
startPlayer();
