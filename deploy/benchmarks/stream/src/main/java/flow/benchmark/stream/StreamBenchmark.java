package flow.benchmark.stream;

import flow.model.simulator.ModelSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets Flow and a minimal bot answer the same prompts in turns, and compares them. Also runs the
/// bot, in processes of their own.
public final class StreamBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(StreamBenchmark.class);
  private static final int AT_ONCE = 4;
  private static final int WORDS = 300;
  private static final int WARM_UPS = 2;

  private StreamBenchmark() {}

  /// Compares, or is one of the bots.
  ///
  /// @param arguments `bot` or `eager-bot` to be one; else the repository, the folder for logs, and
  ///   how many answers are measured
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "bot" -> MinimalBot.run(false);
      case "eager-bot" -> MinimalBot.run(true);
      default ->
          compare(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    }
  }

  private static void compare(Path repository, Path folder, int rounds)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (var model = ModelSimulator.start()) {
      var claude = Optional.ofNullable(System.getenv("FLOW_CLAUDE_COMMAND")).orElse("claude");
      var around = new Surroundings(repository, folder, claude, model.url(), AT_ONCE);
      try (var flow = FlowPlatform.start(around);
          var bot = Bot.start("bot", false, around);
          var eager = Bot.start("eager bot", true, around)) {
        var report = new Report(measure(List.of(flow, bot, eager), model, rounds));
        System.out.println(report.text());
      }
    }
  }

  private static Map<String, Result> measure(
      List<Contender> contenders, ModelSimulator model, int rounds) throws InterruptedException {
    var idle = contenders.stream().map(each -> Cost.megabytes(each.process())).toList();
    var answers = contenders.stream().map(_ -> new ArrayList<Answer>()).toList();
    for (var round = 0; round < WARM_UPS + rounds; round++) {
      for (var i = 0; i < contenders.size(); i++) {
        var answer = Answer.of(contenders.get(i), model, "question-" + round, WORDS);
        LOG.info("{}: {}", contenders.get(i).name(), answer);
        if (round >= WARM_UPS) {
          answers.get(i).add(answer);
        }
      }
    }
    var results = new LinkedHashMap<String, Result>();
    for (var i = 0; i < contenders.size(); i++) {
      var acknowledged = Acknowledgements.of(contenders.get(i));
      contenders.get(i).close(); // what is left of the load must not disturb the next
      results.put(contenders.get(i).name(), new Result(answers.get(i), acknowledged, idle.get(i)));
    }
    return results;
  }
}
