using System.Globalization;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Reading;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Kit;

/// <summary>Runs cases of the DMN conformance kit (github.com/dmn-tck/tck).</summary>
public static class ConformanceKit
{
    // External Java functions: no rule may reach into a program, so these cases do not apply.
    private const string NotApplicable = "0076-feel-external-java";

    /// <summary>Runs one file of cases.</summary>
    /// <param name="cases">The file, <c>*-test-*.xml</c>.</param>
    /// <param name="models">The <c>.dmn</c> files beside it.</param>
    /// <param name="moment">What <c>now()</c> and <c>today()</c> give.</param>
    public static IReadOnlyList<KitResult> Run(DmnFile cases, IReadOnlyList<DmnFile> models, DateTimeOffset moment) =>
        Run(cases, models, moment, runsBeforeCompiling: null);

    internal static IReadOnlyList<KitResult> Run(DmnFile cases, IReadOnlyList<DmnFile> models, DateTimeOffset moment, int? runsBeforeCompiling)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(models);
        var diagnostics = new List<Diagnostic>();
        if (XmlTree.Read(cases, diagnostics) is not var (root, _))
        {
            return [new KitResult("", KitOutcome.Error, Joined(diagnostics))];
        }

        var all = root.All("testCase").ToArray();
        if (cases.Path.Contains(NotApplicable, StringComparison.Ordinal))
        {
            return [.. all.Select(one => new KitResult(one["id"] ?? "", KitOutcome.Ignored, "External Java functions are not applicable."))];
        }

        var name = root.First("modelName")?.Text.Text.Trim() ?? "";
        var file = models.FirstOrDefault(model => Path.GetFileName(model.Path) == name);
        var reading = file is null ? null : DmnReader.Read(file, models.Where(model => model != file));
        if (reading?.Model is not { } read)
        {
            var remark = reading is null ? $"There is no model '{name}' beside the cases." : Joined(reading.Diagnostics);
            return [.. all.Select(one => new KitResult(one["id"] ?? "", KitOutcome.Error, remark))];
        }

        read.RunsBeforeCompiling = runsBeforeCompiling ?? read.RunsBeforeCompiling;
        return [.. all.Select(one => Run(one, read, moment))];
    }

    private static KitResult Run(XmlPart one, DmnModel model, DateTimeOffset moment)
    {
        var inputs = FeelContext.Of([.. one.All("inputNode").Select(input => KeyValuePair.Create(Names.Single(input["name"] ?? ""), KitValues.Read(input)))]);
        var remarks = new List<string>();
        foreach (var node in one.All("resultNode"))
        {
            var expected = node.First("expected") is { } wanted ? KitValues.Read(wanted) : Value.Null;
            var name = Names.Single(node["name"] ?? "");
            var remark = Compare(one, name, expected, model, inputs, moment);
            if (remark is not null)
            {
                remarks.Add($"{name}: {remark}");
            }
        }

        return new KitResult(one["id"] ?? "", remarks.Count == 0 ? KitOutcome.Success : KitOutcome.Error, string.Join(' ', remarks));
    }

    private static string? Compare(XmlPart one, string name, Value expected, DmnModel model, FeelContext inputs, DateTimeOffset moment)
    {
        try
        {
            var frame = new Frame(0) { Now = moment };
            var called = Names.Single(one["invocableName"] ?? "");
            var answer = one["type"] switch
            {
                "decisionService" => model.Call(called, inputs, frame),
                "bkm" => model.CallKnowledge(called, inputs, frame),
                _ => model.Decide(name, inputs, frame) ?? model.Call(name, inputs, frame),
            };
            if (answer is null)
            {
                return "the model has nothing of this name.";
            }

            var given = name != called && answer.Value.Kind == ValueKind.Context && model.IsMany(called)
                ? answer.Value.AsContext.TryGet(name, out var own) ? own : Value.Null
                : answer.Value;
            return KitValues.Same(expected, given)
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"expected {expected}, got {given}. {Joined(answer.Problems)}").Trim();
        }
        catch (FeelLimitException limit)
        {
            return limit.Message;
        }
    }

    private static string Joined(IEnumerable<Diagnostic> diagnostics) => string.Join(' ', diagnostics.Take(5));
}
