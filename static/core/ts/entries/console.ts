/** Consoles: tables, charts and live work besides. */
import { startActivity } from "../activity";
import { startPage } from "../base";
import { startCharts } from "../charts";
import { startProgress } from "../progress";
import { startTables } from "../table";

startPage();
startTables();
startCharts();
startProgress();
startActivity();
