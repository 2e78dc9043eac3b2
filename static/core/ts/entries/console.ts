/** Consoles: tables, charts and live work besides. */
import { startActivity } from "../activity";
import { startPage } from "../base";
import { startCharts } from "../charts";
import { startLines } from "../line-rows";
import { startProgress } from "../progress";
import { startTables } from "../table";

startPage();
startTables();
startLines();
startCharts();
startProgress();
startActivity();
