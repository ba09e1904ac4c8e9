using Par.Rules.Dmn;

namespace Par.Fuzz.Dmn;

/// <summary>
/// Random DMN models over the inputs n, m, b, d, s, xs and p: types, decisions that need one another, tables, boxed expressions,
/// functions and services. Most hold together; now and then something leads to nothing, or round in a circle.
/// </summary>
internal sealed class RandomModels
{
    private const string Language = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    private readonly RandomFeel _feel;
    private readonly RandomBoxes _boxes;
    private readonly bool _isSmall;
    private readonly string? _imported;
    private readonly int _functions;
    private readonly int _decisions;
    private readonly bool _hasService;

    private RandomModels(Random random, bool isSmall, string? imported)
    {
        _feel = new RandomFeel(random);
        _boxes = new RandomBoxes(_feel);
        (_isSmall, _imported) = (isSmall, imported);
        (_functions, _decisions, _hasService) = (random.Next(0, 3), random.Next(1, isSmall ? 3 : 6), random.Next(2) == 0);
    }

    /// <summary>The files of a model: itself, and sometimes one that it imports.</summary>
    public static IReadOnlyList<DmnFile> Of(Random random, bool isSmall)
    {
        if (random.Next(8) > 0)
        {
            return [new DmnFile("model.dmn", new RandomModels(random, isSmall, null).Write("one"))];
        }

        var other = new DmnFile("other.dmn", new RandomModels(random, true, null).Write("other"));
        return [new DmnFile("model.dmn", new RandomModels(random, isSmall, random.Next(5) == 0 ? "" : "im").Write("one")), other];
    }

    private string Write(string space)
    {
        var import = _imported is null ? "" : $"<import name=\"{_imported}\" namespace=\"{(_feel.OneIn(20) ? "one" : "other")}\" importType=\"{Language}\"/>\n";
        if (_imported is { Length: > 0 })
        {
            _feel.Offer("im.e0");
            _feel.Offer("im.n");
        }

        return $"<definitions xmlns=\"{Language}\" name=\"random\" namespace=\"{space}\">\n{import}{Types()}\n{Inputs()}\n{Functions()}\n{Decisions()}\n{Service()}\n</definitions>";
    }

    private string Types() => $"""
        <itemDefinition name="tNumber"><typeRef>number</typeRef>{Allowed("[0..9], null")}</itemDefinition>
        <itemDefinition name="tText"><typeRef>string</typeRef>{Allowed("\"a\", \"An\", \"\"")}</itemDefinition>
        <itemDefinition name="tDay"><typeRef>{_feel.OneOf("date", "date", "date and time", _feel.OneIn(30) ? "tDay" : "Any")}</typeRef></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>{_feel.OneOf("string", "tText", "Any")}</typeRef></itemComponent>
        <itemComponent name="pension"><typeRef>{_feel.OneOf("number", "tNumber", "Any")}</typeRef></itemComponent><itemComponent name="alive"><typeRef>boolean</typeRef></itemComponent>
        <itemComponent name="dateOfBirth"><typeRef>date</typeRef></itemComponent><itemComponent name="insurances" isCollection="true"><typeRef>{(_feel.OneIn(60) ? "tPerson" : "Any")}</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tList" isCollection="true"><typeRef>{(_feel.OneIn(60) ? "tList" : _feel.OneOf("tNumber", "Any", "string"))}</typeRef>{Allowed("1, 2, 3")}</itemDefinition>
        <itemDefinition name="tPeople" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>
        <itemDefinition name="tRow"><itemComponent name="a"><typeRef>{_feel.OneOf("number", "Any", "tText")}</typeRef>{Allowed("1, 2")}</itemComponent><itemComponent name="c"><itemComponent name="x"><typeRef>number</typeRef></itemComponent></itemComponent></itemDefinition>
        """;

    private string Allowed(string usual)
    {
        var kind = _feel.OneIn(4) ? "typeConstraint" : "allowedValues";
        return _feel.OneIn(2) ? "" : $"<{kind}><text>{(_feel.OneIn(6) ? _feel.Tests() : RandomFeel.Escaped(usual))}</text></{kind}>";
    }

    private string Inputs() => string.Join('\n', RandomValues.Variables.Select(input =>
        $"<inputData id=\"{input.Name}\" name=\"{input.Name}\"><variable name=\"{input.Name}\"{Type(input.Name)}/></inputData>"));

    private string Type(string input) => _feel.OneIn(3) ? _feel.Type() : input switch
    {
        "n" => $" typeRef=\"{_feel.OneOf("number", "tNumber")}\"",
        "b" => " typeRef=\"boolean\"",
        "d" => " typeRef=\"date\"",
        "s" => $" typeRef=\"{_feel.OneOf("string", "tText")}\"",
        "p" => " typeRef=\"tPerson\"",
        _ => "",
    };

    private string Functions() => string.Join('\n', Enumerable.Range(0, _functions).Select(i =>
    {
        var needed = i > 0 || _feel.OneIn(20) ? Needs("knowledgeRequirement", "requiredKnowledge", "f0") : "";
        var kind = _feel.OneIn(20) ? " kind=\"Java\"" : "";
        var text = $"<businessKnowledgeModel id=\"f{i}\" name=\"f{i}\">{Variable($"f{i}")}<encapsulatedLogic{kind}{_feel.Type()}>{_boxes.Parameters()}{_boxes.Box(Depth)}</encapsulatedLogic>{needed}</businessKnowledgeModel>";
        _feel.Offer($"f{i}({_feel.Number()})");
        _feel.Offer($"f{i}(a: n, c: m)");
        return text;
    }));

    private string Decisions() => string.Join('\n', Enumerable.Range(0, _decisions).Select(i =>
    {
        var earlier = Enumerable.Range(0, i).Where(_ => _feel.OneIn(2)).Append(_feel.OneIn(60) ? _feel.Next(0, 4) : -1).Where(other => other >= 0);
        var needs = string.Concat(RandomValues.Variables.Where(_ => !_feel.OneIn(20)).Select(input => Needs("informationRequirement", "requiredInput", input.Name)))
            + string.Concat(earlier.Select(other => Needs("informationRequirement", "requiredDecision", $"e{other}")))
            + (_feel.OneIn(100) ? Needs("informationRequirement", "requiredInput", "nobody") : "")
            + string.Concat(Enumerable.Range(0, _functions).Where(_ => !_feel.OneIn(4)).Select(function => Needs("knowledgeRequirement", "requiredKnowledge", $"f{function}")))
            + (_hasService && (i > 1 || _feel.OneIn(30)) ? Needs("knowledgeRequirement", "requiredKnowledge", "v0") : "")
            + (_imported is not null && _feel.OneIn(2) ? Needs("informationRequirement", _feel.OneOf("requiredDecision", "requiredInput"), _feel.OneOf("other#e0", "other#n")) : "");
        var text = $"<decision id=\"e{i}\" name=\"e{i}\">{Variable($"e{i}")}{needs}{_boxes.Box(Depth)}</decision>";
        _feel.Offer($"e{i}");
        _feel.Offer(_feel.OneOf($"e{i}.a", $"e{i}[1]", $"e{i} + 1", $"e{i}(1)", $"count(e{i})"));
        return text;
    }));

    private string Service()
    {
        if (!_hasService)
        {
            return "";
        }

        var inputs = string.Concat(RandomValues.Variables.Where(_ => _feel.OneIn(3)).Select(input => $"<inputData href=\"#{input.Name}\"/>"));
        var second = _decisions > 1 && _feel.OneIn(4) ? "<outputDecision href=\"#e1\"/>" : "";
        var given = _feel.OneIn(4) ? "<inputDecision href=\"#e0\"/>" : "";
        return $"<decisionService id=\"v0\" name=\"v0\">{Variable("v0")}<outputDecision href=\"#e0\"/>{second}{given}{inputs}</decisionService>";
    }

    private string Variable(string name) => _feel.OneIn(3) ? "" : $"<variable name=\"{name}\"{_feel.Type()}/>";

    private int Depth => _isSmall ? _feel.Next(0, 3) : _feel.Next(0, 4);

    private static string Needs(string requirement, string required, string id) =>
        $"<{requirement}><{required} href=\"{(id.Contains('#', StringComparison.Ordinal) ? id : "#" + id)}\"/></{requirement}>";
}
