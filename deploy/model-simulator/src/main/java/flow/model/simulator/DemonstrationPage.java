package flow.model.simulator;

/// The web pages the demonstration writes.
final class DemonstrationPage {

  private static final String STYLE =
      """
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #101828; }
          main { color: #fff; font-family: system-ui, sans-serif; text-align: center; padding: 2rem; }
          output { display: block; font-size: min(40vw, 16rem); font-weight: 700; line-height: 1; }
          p { color: #98a2b3; white-space: pre-wrap; }\
      """;

  private DemonstrationPage() {}

  static String counting(int limit) {
    return page(
        "Counting to " + limit,
        """
        <output id="number">1</output>
            <p>counting to %1$d</p>
            <script>
              const number = document.getElementById("number");
              const timer = setInterval(() => {
                number.textContent = Number(number.textContent) + 1;
                if (Number(number.textContent) >= %1$d) clearInterval(timer);
              }, 1000);
            </script>\
        """
            .formatted(limit));
  }

  static String showing(String prompt) {
    return page("A page from Flow", "<h1>You wrote</h1>\n    <p>" + escaped(prompt) + "</p>");
  }

  private static String page(String title, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
        %s
      </style>
    </head>
    <body>
      <main>
        %s
      </main>
    </body>
    </html>
    """
        .formatted(title, STYLE, body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
