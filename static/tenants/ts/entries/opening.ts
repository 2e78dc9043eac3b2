/** The page of a studio that is being built: a failed attempt brings the page that offers another. */
import type { JobState } from "@core/progress";

document.addEventListener("job", (event) => {
  const job = (event as CustomEvent<JobState>).detail;
  if (job.state === "failed" || job.state === "cancelled") location.reload();
});
