using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Dmn.Running;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Books;

/// <summary>Checks what a rule hands to a model against what the model declares.</summary>
internal static partial class DecideInputs
{
    public static void Check(CallAsWritten call, PreparedDecision decision, ContextOf given)
    {
        var missing = decision.Inputs.Where(input => !given.Entries.Any(entry => entry.Name == input.Name)).Select(input => input.Name).ToList();
        string[] known = [.. decision.Inputs.Select(input => input.Name)];
        foreach (var entry in given.Entries)
        {
            if (decision.Inputs.FirstOrDefault(input => input.Name == entry.Name) is { } input)
            {
                Check(call, input, entry.Value);
                continue;
            }

            // A misspelt input is one mistake, not two.
            var meant = Nearest.Name(entry.Name, missing);
            call.Refuse(DecideTexts.UnknownInput(call.PlaceOf(entry), decision.Name, entry.Name, meant ?? Nearest.Name(entry.Name, known), known));
            missing.Remove(meant ?? "");
        }

        foreach (var input in missing)
        {
            call.Refuse(DecideTexts.MissingInput(call.PlaceOf(given), decision.Name, input));
        }
    }

    private static void Check(CallAsWritten call, DecisionInput input, Node value)
    {
        var place = call.PlaceOf(value);
        if (Undeclared(value.Type, input.Type) is { } shape)
        {
            call.Refuse(DecideTexts.WholeRecord(place, input.Name, shape.Name));
        }
        else if (Unfit(value.Type, input.Type, input.Name) is var (path, wanted, actual))
        {
            call.Refuse(actual is null
                ? DecideTexts.MissingField(place, input.Name, path)
                : DecideTexts.WrongInput(place, path, wanted.ToString()!, actual.ToString()!));
        }
        else if (value is Constant { Value: { IsNull: false } constant } && input.Declared is { } declared && !Allows(declared, constant))
        {
            var allowed = AllowedBy(declared);
            var nearest = constant.Kind == ValueKind.String ? Nearest.Name(constant.AsString, Texts().Matches(allowed).Select(text => text.Groups[1].Value)) : null;
            call.Refuse(DecideTexts.NotAllowed(place, input.Name, allowed, ItemType.Shortened(constant), nearest));
        }
    }

    /// <summary>
    /// The part of a value that can never be of the declared type, with no type of its own when it is missing; null when all may
    /// fit. A lone value serves as a list, and a day as its midnight.
    /// </summary>
    private static (string Path, FeelType Wanted, FeelType? Actual)? Unfit(FeelType? actual, FeelType wanted, string path) => (actual, wanted) switch
    {
        (ListType from, ListType to) => Unfit(from.Of, to.Of, path),
        (RecordShape or ContextType { IsOpen: false }, ContextType to) =>
            to.Fields.Select(field => Unfit(Typing.FieldOf(actual, field.Name), field.Type, $"{path}.{field.Name}")).FirstOrDefault(found => found is not null),
        (not null, _) when Typing.MayBe(actual, wanted) || (actual == FeelType.Date && wanted == FeelType.DateTime) => null,
        (not null and not ListType, ListType to) => Unfit(actual, to.Of, path),
        _ => (path, wanted, actual),
    };

    /// <summary>A record of which the model does not declare what it reads; null when there is none.</summary>
    private static RecordShape? Undeclared(FeelType actual, FeelType wanted) => (actual, wanted) switch
    {
        (ListType from, ListType to) => Undeclared(from.Of, to.Of),
        (ListType from, _) => Undeclared(from.Of, wanted),
        (_, ListType to) => Undeclared(actual, to.Of),
        (RecordShape shape, ContextType { IsOpen: false } to) =>
            to.Fields.Select(field => Typing.FieldOf(shape, field.Name) is { } type ? Undeclared(type, field.Type) : null).FirstOrDefault(found => found is not null),
        (RecordShape shape, _) when wanted == FeelType.Any || wanted is ContextType => shape,
        (ContextType from, _) =>
            from.Fields.Select(field => Undeclared(field.Type, Typing.FieldOf(wanted, field.Name) ?? FeelType.Any)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool Allows(ItemType declared, Value constant) =>
        !declared.Fit(constant, new Surroundings(new Deciding(FeelContext.Of([]), [], Written.RunsBeforeCompiling), new Frame(0), []), new SourcePosition("", 1, 1), "").IsNull;

    private static string AllowedBy(ItemType declared)
    {
        for (var type = declared; type is not null; type = type.Base)
        {
            if ((type.Allowed ?? type.Whole) is { } allowed)
            {
                return allowed.Text.Text.Trim();
            }
        }

        return $"what a {declared.Name} may be";
    }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Texts();
}
