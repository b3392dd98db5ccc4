"""Files of modelling tools are evaluated as they are."""

from duecourse.dmn import compile_model, evaluate, read
from tests.feel.evaluating import environment

CAMUNDA = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
  xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
  xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
  xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"
  xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0"
  id="Definitions_1" name="DRD" namespace="http://camunda.org/schema/1.0/dmn"
  exporter="Camunda Modeler" exporterVersion="5.9.0"
  modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.2.0">
  <decision id="dish" name="Dish">
    <informationRequirement id="InformationRequirement_1">
      <requiredDecision href="#guest_count" />
    </informationRequirement>
    <decisionTable id="DecisionTable_1">
      <input id="Input_1" label="Season" biodi:width="192">
        <inputExpression id="InputExpression_1" typeRef="string">
          <text>season</text>
        </inputExpression>
        <inputValues id="UnaryTests_1">
          <text>"Spring","Winter"</text>
        </inputValues>
      </input>
      <input id="Input_2">
        <inputExpression id="InputExpression_2" typeRef="number">
          <text>guest_count</text>
        </inputExpression>
      </input>
      <output id="Output_1" label="Dish" name="desiredDish" typeRef="string" />
      <rule id="DecisionRule_1">
        <description>quickly made</description>
        <inputEntry id="UnaryTests_2">
          <text>"Spring"</text>
        </inputEntry>
        <inputEntry id="UnaryTests_3">
          <text></text>
        </inputEntry>
        <outputEntry id="LiteralExpression_1">
          <text>"Stew"</text>
        </outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <decision id="guest_count" name="Guest count">
    <variable id="InformationItem_1" name="guest_count" typeRef="number" />
    <literalExpression id="LiteralExpression_2">
      <text>count(guests)</text>
    </literalExpression>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram>
      <dmndi:DMNShape dmnElementRef="dish">
        <dc:Bounds height="80" width="180" x="160" y="100" />
      </dmndi:DMNShape>
      <dmndi:DMNEdge id="DMNEdge_1" dmnElementRef="InformationRequirement_1">
        <di:waypoint x="250" y="210" />
      </dmndi:DMNEdge>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
"""


def test_a_file_of_camunda_modeler_is_evaluated_as_it_is() -> None:
    model = compile_model(read(CAMUNDA.encode()))

    found = evaluate(model, "dish", {"season": "Spring", "guests": ["Ada", "Bob"]}, environment())

    assert found.output == "Stew"
    assert found.warnings == ()
    (table,) = found.decisions[-1].tables
    assert [(each.id, each.name, each.value) for each in table.inputs] == [
        ("Input_1", "Season", "Spring"),
        ("Input_2", "guest_count", 2),
    ]
    assert [(rule.index, rule.id) for rule in table.rules] == [(1, "DecisionRule_1")]
    assert model.needs("dish").variables == ("guests", "season")
    assert [(info.id, info.kind) for info in model.decisions.values()] == [
        ("dish", "decisionTable"),
        ("guest_count", "literalExpression"),
    ]
