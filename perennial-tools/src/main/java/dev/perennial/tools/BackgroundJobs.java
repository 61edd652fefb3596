package dev.perennial.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jobs that a shell runs in the background, and what of them the model has been told. */
final class BackgroundJobs {

    private static final int MOST_LISTED = 20;

    /** A line of {@code jobs -l}: number, mark of the current job, process, and how it is. */
    private static final Pattern JOB = Pattern.compile("(\\[\\d+])[ +-]*(\\d{1,18}) +(.*)");

    private final Predicate<Job> running;
    private Set<String> told = Set.of();

    /**
     * The jobs of a shell.
     *
     * @param ownProcesses whether its processes have numbers of their own, as in a sandbox; then their words have to do
     */
    BackgroundJobs(boolean ownProcesses) {
        this.running = ownProcesses ? job -> job.words().startsWith("Running") : Job::isRunning;
    }

    /**
     * What is new since the last time, in words; empty for nothing.
     *
     * @param listing what {@code jobs -l} lists; its words depend on the locale, so that processes are asked how they are
     */
    String news(String listing) {
        Map<String, Job> listed = parse(listing);
        Map<String, Job> running = new LinkedHashMap<>(listed);
        running.values().removeIf(job -> !this.running.test(job));
        List<String> ended = new ArrayList<>(told);
        ended.removeAll(running.keySet());
        boolean started = !told.containsAll(running.keySet());
        told = Set.copyOf(running.keySet());
        return (started ? running(running) : "") + (ended.isEmpty() ? "" : ended(ended, listed));
    }

    private static String running(Map<String, Job> jobs) {
        String more = jobs.size() > MOST_LISTED ? "\n… and " + (jobs.size() - MOST_LISTED) + " earlier ones]" : "]";
        return jobs.entrySet().stream()
                .skip(Math.max(0, jobs.size() - MOST_LISTED))
                .map(job -> "\n" + job.getKey() + " " + job.getValue().words())
                .collect(Collectors.joining(
                        "",
                        "\n[Running in the background, their later output not shown (redirect it to a file):",
                        more));
    }

    private static String ended(List<String> jobs, Map<String, Job> listed) {
        return jobs.stream()
                .map(job ->
                        job + (listed.containsKey(job) ? " " + listed.get(job).words() : ""))
                .sorted()
                .collect(Collectors.joining(", ", "\n[Ended in the background: ", "]"));
    }

    private static Map<String, Job> parse(String listing) {
        Map<String, Job> jobs = new LinkedHashMap<>();
        listing.lines().map(JOB::matcher).filter(Matcher::matches).forEach(job -> {
            long pid = Long.parseLong(job.group(2));
            jobs.put(job.group(1) + " process " + pid, new Job(pid, job.group(3).replaceAll(" {2,}", "  ")));
        });
        return jobs;
    }

    private record Job(long pid, String words) {
        boolean isRunning() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !ProcFileSystem.isZombie(pid);
        }
    }
}
