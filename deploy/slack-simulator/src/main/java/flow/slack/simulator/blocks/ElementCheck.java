package flow.slack.simulator.blocks;

import flow.slack.simulator.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Checks the elements inside blocks: buttons, menus, inputs.
final class ElementCheck {

  private static final List<String> OTHERS =
      List.of(
          "users_select",
          "conversations_select",
          "channels_select",
          "external_select",
          "multi_external_select",
          "multi_users_select",
          "multi_conversations_select",
          "multi_channels_select",
          "datepicker",
          "timepicker",
          "datetimepicker",
          "number_input",
          "email_text_input",
          "url_text_input",
          "file_input",
          "rich_text_input",
          "workflow_button",
          "feedback_buttons",
          "icon_button");

  private final Problems problems;

  ElementCheck(Problems problems) {
    this.problems = problems;
  }

  void check(JsonNode element, String place) {
    problems.string(element, "action_id", 255, false, place);
    switch (Json.text(element, "type")) {
      case "button" -> button(element, place);
      case "static_select", "multi_static_select" -> options(element, 100, place);
      case "overflow" -> options(element, 5, place);
      case "radio_buttons", "checkboxes" -> options(element, 10, place);
      case "plain_text_input" -> input(element, place);
      case "image" -> image(element, place);
      case String type when OTHERS.contains(type) -> {}
      case String type -> problems.add("unsupported type: " + type, place + "/type");
    }
    var confirm = Json.find(element, "confirm");
    if (confirm != null) {
      confirm(confirm, place + "/confirm");
    }
  }

  void image(JsonNode image, String place) {
    var file = Json.find(image, "slack_file");
    problems.string(image, "image_url", 3000, file == null, place);
    problems.string(image, "alt_text", 2000, true, place);
  }

  private void button(JsonNode button, String place) {
    problems.text(Json.find(button, "text"), 75, true, place + "/text");
    problems.string(button, "value", 2000, false, place);
    problems.string(button, "url", 3000, false, place);
    problems.oneOf(button, "style", List.of("primary", "danger"), place);
  }

  private void options(JsonNode element, int most, String place) {
    var groups = Json.list(element, "option_groups");
    var options = Json.list(element, "options");
    problems.atMost(most, options, place + "/options");
    if (groups.isEmpty()) {
      problems.notEmpty(options, place + "/options");
    }
    for (var i = 0; i < options.size(); i++) {
      var at = place + "/options/" + i;
      problems.text(Json.find(options.get(i), "text"), 75, false, at + "/text");
      problems.string(options.get(i), "value", 150, true, at);
    }
    placeholder(element, place);
  }

  private void input(JsonNode input, String place) {
    problems.string(input, "initial_value", 3000, false, place);
    placeholder(input, place);
  }

  private void placeholder(JsonNode element, String place) {
    var placeholder = Json.find(element, "placeholder");
    if (placeholder != null) {
      problems.text(placeholder, 150, true, place + "/placeholder");
    }
  }

  private void confirm(JsonNode confirm, String place) {
    problems.text(Json.find(confirm, "title"), 100, true, place + "/title");
    problems.text(Json.find(confirm, "text"), 300, false, place + "/text");
    problems.text(Json.find(confirm, "confirm"), 30, true, place + "/confirm");
    problems.text(Json.find(confirm, "deny"), 30, true, place + "/deny");
    problems.oneOf(confirm, "style", List.of("primary", "danger"), place);
  }
}
