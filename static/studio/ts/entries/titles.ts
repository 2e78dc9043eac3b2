/** The desk's pages about one title: the preview and its editors. */
import { startCues } from "../cues";
import { startMoments } from "../moments";
import { startPreviews } from "../preview";

startPreviews();
startMoments();
startCues();
