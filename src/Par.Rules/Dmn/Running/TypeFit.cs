using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>Says where what an expression gives can never be what is declared.</summary>
internal static class TypeFit
{
    /// <summary>What is wrong with a type that is given where another one is declared.</summary>
    public static IEnumerable<Diagnostic> Of(FeelType given, ItemType wanted, SourcePosition at, string place)
    {
        if (Typing.MayServe(given, wanted.Feel))
        {
            return [];
        }

        var missing = (Typing.ItemOf(given), Typing.ItemOf(wanted.Feel)) is (ContextType own, ContextType declared)
            ? declared.Fields.Where(field => Typing.FieldOf(own, field.Name) is null).Select(field => DmnTypeTexts.MissingEntry(at, place, wanted.Name, field.Name)).ToArray()
            : [];
        return missing.Length > 0 ? missing : wanted == ItemType.Condition
            ? [DmnTypeTexts.NotACondition(at, place, Words(given))]
            : [DmnTypeTexts.WrongType(at, place, Words(given), Words(wanted))];
    }

    /// <summary>What is wrong with a value that is written out.</summary>
    public static IEnumerable<Diagnostic> Of(Value value, ItemType wanted, SourcePosition at, string place)
    {
        if (wanted.Fits(value))
        {
            return [];
        }

        return Typing.MayServe(Typing.Of(value), wanted.Feel) && wanted.AllowedText is { } allowed
            ? [DmnTypeTexts.NotAllowed(at, place, ItemType.Shortened(value), wanted.Name, allowed)]
            : [DmnTypeTexts.WrongValue(at, place, ItemType.Shortened(value), Words(wanted))];
    }

    /// <summary>The value of an expression that is written out; null when it must be worked out.</summary>
    public static Value? Written(Node root) => root switch
    {
        Constant constant => constant.Value,
        ListOf list when list.Items.All(item => item is Constant) => Value.Of(new FeelList([.. list.Items.Select(item => ((Constant)item).Value)])),
        _ => null,
    };

    private static string Words(ItemType type) => type.Feel.ToString() is { Length: < 40 } feel && feel != type.Name ? $"{feel} ({type.Name})" : type.Name;

    private static string Words(FeelType type) => type.ToString() is { Length: < 60 } written ? written : type is ListType ? "list of contexts" : "context";
}
