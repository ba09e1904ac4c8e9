using System.Numerics;
using System.Runtime.CompilerServices;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Tables;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>
/// A decision whose table tests what is handed in and answers with values that are written out: one look into its index gives the
/// answer. Whatever is out of the ordinary (nothing known, no rule or several, a value that is not allowed) is left to the table.
/// </summary>
internal sealed class LookedUp : LookUp
{
    private readonly Column[] _columns;
    private readonly int _words;
    private readonly int[] _places;
    private readonly Value[] _answers;
    private readonly bool _takesFirst;

    private LookedUp(TableIndex index, int[] places, Value[] answers, bool takesFirst)
    {
        _columns = [.. index.Columns.OfType<Column>()];
        (_words, _places, _answers, _takesFirst) = (index.Words, places, answers, takesFirst);
    }

    /// <summary>The look-up of a decision; null when it does more than that.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="given">The names of what is handed in, in order.</param>
    public static LookedUp? Of(Decision decision, IReadOnlyList<string> given)
    {
        if (decision.Logic is not TableBox { IsOneAnswer: true, Index: { } index } table || given.Count > Most || index.IsAsked.Contains(true)
            || table.Rules.SelectMany(rule => rule.Answers).Any(answer => (answer as LiteralBox)?.Root is not Constant))
        {
            return null;
        }

        var places = new int[table.Inputs.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var tested = (table.Inputs[i].Expression as LiteralBox)?.Root as SlotName;
            var input = tested is null ? null : decision.Requirements.All.FirstOrDefault(one => one.Import is null && one.Element.Variable == decision.Requirements.Scope.Variables[tested.Slot].Name)?.Element as InputData;
            places[i] = input is null ? -1 : given.ToList().IndexOf(input.Name);
            if (places[i] < 0 || index.Columns[i]?.Kind is not { } kind || table.Inputs[i].Allowed is not null || !IsPlain(input!.Type, kind) || !IsPlain(table.Inputs[i].Expression.Declared, kind))
            {
                return null;
            }
        }

        var problems = new List<Diagnostic>();
        var around = new Surroundings(new Deciding(FeelContext.Of([]), problems, 0), new Frame(0), new Value[decision.Requirements.Scope.Count]);
        var answers = table.Rules.Select((_, rule) => decision.Fit(table.Fit(table.Together(table.Answer(rule, around)), around), around)).ToArray();
        return problems.Count == 0 ? new LookedUp(index, places, answers, table.TakesFirst) : null;
    }

    public override ref readonly Value Find(ref readonly Value first, ref readonly Value second, ref readonly Value third, ref readonly Value fourth)
    {
        var columns = _columns;
        Span<int> pieces = stackalloc int[Most];
        for (var i = 0; i < columns.Length; i++)
        {
            var piece = _places[i] switch
            {
                0 => columns[i].PieceOf(in first),
                1 => columns[i].PieceOf(in second),
                2 => columns[i].PieceOf(in third),
                _ => columns[i].PieceOf(in fourth),
            };
            if (piece < 0)
            {
                return ref Unsafe.NullRef<Value>();
            }

            pieces[i] = piece;
        }

        var hit = -1;
        for (var word = 0; word < _words; word++)
        {
            var rows = columns[0].Rows(pieces[0], word);
            for (var i = 1; i < columns.Length; i++)
            {
                rows &= columns[i].Rows(pieces[i], word);
            }

            if (rows == 0)
            {
                continue;
            }

            if (!_takesFirst && (hit >= 0 || !BitOperations.IsPow2(rows)))
            {
                return ref Unsafe.NullRef<Value>();
            }

            hit = (64 * word) + BitOperations.TrailingZeroCount(rows);
            if (_takesFirst)
            {
                break;
            }
        }

        return ref hit < 0 ? ref Unsafe.NullRef<Value>() : ref _answers[hit];
    }

    // A type that any value of a kind is of, so that nothing need be fitted to it.
    private static bool IsPlain(ItemType? type, ValueKind kind)
    {
        for (; type is not null; type = type.Base)
        {
            if (type.IsCollection || type.Components.Count > 0 || type.Allowed is not null || type.Whole is not null
                || (type.Feel != FeelType.Any && Typing.KindOf(type.Feel) != kind))
            {
                return false;
            }
        }

        return true;
    }
}
