using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Books;

/// <summary>
/// <c>decide(FILE, INPUTS)</c> and <c>decide(FILE, DECISION, INPUTS)</c>: a rule asks a DMN model of its book. File and decision are
/// written out, so the model is found, and what is handed to it is checked, while the rule is read.
/// </summary>
internal sealed partial class DecideFunction(DecisionModels models) : OfferedFunction
{
    public override string Name => "decide";

    // The signs of a file's name would be read as a calculation.
    public override Diagnostic? Misread(ReadOnlySpan<char> written, SourcePosition at)
    {
        foreach (var found in BareFile().EnumerateMatches(written))
        {
            return DecideTexts.BareFile(at, written[..found.Length].ToString());
        }

        return null;
    }

    public override OfferedCall? Prepare(CallAsWritten call)
    {
        if (call.Arguments.Count is not (2 or 3))
        {
            call.Refuse(FeelTypeTexts.WrongCount(call.At, "decide()", "2 or 3 values", call.Arguments.Count));
            return null;
        }

        return Find(call) is { } decision ? Prepare(call, decision) : null;
    }

    private PreparedDecision? Find(CallAsWritten call)
    {
        if (WrittenOut(call, call.Arguments[0], "file") is not { } file)
        {
            return null;
        }

        var place = call.PlaceOf(call.Arguments[0]);
        switch (models.Matching(file))
        {
            case []:
                var names = models.Paths.Concat(models.Paths.Select(path => Path.GetFileName(path)));
                call.Refuse(DecideTexts.UnknownModel(place, file, Nearest.Name(file, names.Distinct())));
                return null;
            case [var path]:
                // A model that could not be read has said so itself.
                return models.At(path) is { } model ? Find(call, file, model) : null;
            case var several:
                call.Refuse(DecideTexts.ManyModels(place, file, several));
                return null;
        }
    }

    private static PreparedDecision? Find(CallAsWritten call, string file, DmnModel model)
    {
        if (call.Arguments.Count == 2)
        {
            if (model.Outermost is [var only])
            {
                return model.Prepare(only);
            }

            call.Refuse(DecideTexts.WhichDecision(call.PlaceOf(call.Arguments[0]), file, model.Outermost));
            return null;
        }

        if (WrittenOut(call, call.Arguments[1], "decision") is not { } name)
        {
            return null;
        }

        var found = model.Prepare(name);
        if (found is null)
        {
            string[] known = [.. model.Decisions, .. model.Services];
            call.Refuse(DecideTexts.UnknownDecision(call.PlaceOf(call.Arguments[1]), file, name, Nearest.Name(name, known), known));
        }

        return found;
    }

    private static OfferedCall? Prepare(CallAsWritten call, PreparedDecision decision)
    {
        if (call.Arguments[^1] is not ContextOf inputs)
        {
            call.Refuse(DecideTexts.NotAContext(call.PlaceOf(call.Arguments[^1]), call.Arguments[^1].Type.ToString()!, [.. decision.Inputs.Select(input => input.Name)]));
            return null;
        }

        DecideInputs.Check(call, decision, inputs);

        // Inputs that speak of one another are worked out as the context they are written as.
        var isContext = inputs.Entries.Any(entry => entry.IsUsed || entry.Value is FunctionOf);
        var given = isContext ? null : inputs.Entries.Select(entry => entry.Name).ToArray();
        return new OfferedCall(
            new DecideCall(decision, given, call.At),
            decision.Gives,
            isContext ? [inputs] : [.. inputs.Entries.Select(entry => entry.Value)]);
    }

    [GeneratedRegex(@"^[\w./-]+\.dmn\b", RegexOptions.CultureInvariant)]
    private static partial Regex BareFile();

    private static string? WrittenOut(CallAsWritten call, Node node, string what)
    {
        if (node is Constant { Value: { Kind: ValueKind.String } text })
        {
            return text.AsString;
        }

        call.Refuse(DecideTexts.NotWrittenOut(call.PlaceOf(node), what));
        return null;
    }
}
