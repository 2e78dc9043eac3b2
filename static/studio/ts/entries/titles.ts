/** The desk's pages about one title: lines of credits and the like, the preview and its editors. */
import { startLines } from "@core/line-rows";
import { startCues } from "../cues";
import { startMoments } from "../moments";
import { startPreviews } from "../preview";

startLines();
startPreviews();
startMoments();
startCues();
