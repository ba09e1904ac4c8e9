using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>What the readers of one version of a rule share: the catalogue, the problems found, and what expressions may speak of.</summary>
internal sealed class RuleReading(RuleCatalogue catalogue, List<Diagnostic> problems)
{
    public const int EventPlace = 0;
    public const int SubjectPlace = 1;
    public const int TodayPlace = 2;
    public const int ParamPlace = 3;

    public RuleCatalogue Catalogue => catalogue;

    public List<Diagnostic> Problems => problems;

    /// <summary>The facts each expression needs; the fewest of them all are the plan of the version.</summary>
    public FactPlanner Planner { get; set; } = FactPlanner.Empty;

    /// <summary>What expressions may speak of so far; names from 'let' are added as they are read.</summary>
    public Scope Scope { get; set; } = Scope.Empty;

    /// <summary>The first day of the version, for parameters that the law had not set yet.</summary>
    public DateOnly? InForceFrom { get; set; }

    /// <summary>What the names from 'let' stand for, by their places in the scope.</summary>
    public Dictionary<int, RuleExpression> Named { get; } = [];

    /// <summary>Says that a place of the scope stands for an expression from now on.</summary>
    public void Name(int place, RuleExpression expression)
    {
        Named[place] = expression;
        Planner.Name(place, expression);
    }

    public RuleExpression? Expression(YamlScalar? written) => written is null ? null : Expression(written.Source);

    public RuleExpression? Expression(SourceText source)
    {
        var reading = Feel.Feel.Read(source, Scope);
        problems.AddRange(reading.Diagnostics);
        if (reading.Expression is null)
        {
            return null;
        }

        var expression = new RuleExpression(source, reading.Expression);
        problems.AddRange(reading.Expression.ClockReads.Select(read => RuleTexts.Clock(source.PositionAt(read.At), read.Name)));
        CheckParameters(expression);
        if (!Planner.Add(expression))
        {
            problems.Add(RuleTexts.TooFar(source.PositionAt(0), FactPlanner.Deepest));
        }

        return expression;
    }

    /// <summary>An expression that must give one of the types; anything else is reported.</summary>
    public RuleExpression? Expression(YamlScalar? written, string what, string wanted, params FeelType[] types)
    {
        if (Expression(written) is not { } expression)
        {
            return null;
        }

        var type = expression.Checked.Type;
        if (type == FeelType.Any || types.Contains(type))
        {
            return expression;
        }

        problems.Add(RuleTexts.OtherType(written!.At, what, wanted, type.ToString()!));
        return null;
    }

    public Templates? Texts(YamlNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (MapReader.Of(node, Scalars.WordingKeys, problems) is not { } both)
        {
            return null;
        }

        var vi = both.RequiredScalar("vi");
        var en = both.RequiredScalar("en");
        var viTemplate = vi is null ? null : TemplateReader.Read(vi.Source, this);
        var enTemplate = en is null ? null : TemplateReader.Read(en.Source, this);
        return viTemplate is null || enTemplate is null ? null : new Templates(viTemplate, enTemplate);
    }

    /// <summary>A list that must not be empty; a missing key or another kind of node is reported elsewhere.</summary>
    public void RefuseEmpty(MapReader map, string key)
    {
        if (map.Node(key) is YamlList { Items.Count: 0 } list)
        {
            problems.Add(YamlTexts.EmptyList(list.At, key));
        }
    }

    private void CheckParameters(RuleExpression expression)
    {
        if (InForceFrom is not { } day)
        {
            return;
        }

        foreach (var read in expression.Checked.Reads.Where(read => read.Shape == catalogue.Parameters.Shape.Name))
        {
            if (catalogue.Parameters.All.TryGetValue(read.Field, out var parameter) && parameter.On(day) is null)
            {
                var first = parameter.Values.Count == 0 ? null : Words.Iso(parameter.Values[0].From);
                problems.Add(RuleTexts.ParameterNotSet(expression.Source.PositionAt(0), read.Field, Words.Iso(day), first));
            }
        }
    }
}
