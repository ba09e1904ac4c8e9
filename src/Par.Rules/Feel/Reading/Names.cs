using System.Runtime.InteropServices;
using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Feel.Reading;

/// <summary>What a name stands for.</summary>
internal abstract record Meaning
{
    public sealed record Slot(int Index, FeelType Type) : Meaning;

    public sealed record Local(NamedLocal Name) : Meaning;

    public sealed record ItemField(FilterLevel Level, string Field) : Meaning;

    public sealed record Function(string Name) : Meaning;
}

/// <summary>A name that the expression itself gives.</summary>
internal sealed class NamedLocal(string name, int local, FeelType type)
{
    public string Name => name;

    /// <summary>The words of its name, as expressions write it.</summary>
    public string[] Parts { get; } = Lexer.Parts(name);

    public int Local => local;

    public FeelType Type => type;

    /// <summary>Whether anything speaks of it.</summary>
    public bool IsUsed { get; set; }
}

/// <summary>The names that hold within one part of an expression.</summary>
internal abstract class Level
{
    private readonly Dictionary<string, List<NamedLocal>> _byFirstWord = new(StringComparer.Ordinal);

    public List<NamedLocal> Locals { get; } = [];

    public void Add(NamedLocal local)
    {
        Locals.Add(local);
        if (local.Parts is [var first, ..])
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_byFirstWord, first, out _) ??= []).Add(local);
        }
    }

    public void Remove(NamedLocal local)
    {
        Locals.Remove(local);
        if (local.Parts is [var first, ..])
        {
            _byFirstWord[first].Remove(local);
        }
    }

    /// <summary>The names that begin with a word: a context may give thousands.</summary>
    public IReadOnlyList<NamedLocal> BeginningWith(string word) => _byFirstWord.TryGetValue(word, out var found) ? found : [];
}

internal sealed class PlainLevel : Level;

/// <summary>The names within a filter: <c>item</c>, and the fields of the item.</summary>
internal sealed class FilterLevel(FeelType item, int local) : Level
{
    public FeelType Item => item;

    public int Local => local;

    /// <summary>Whether items may have fields that are not known beforehand.</summary>
    public bool IsOpen => item == FeelType.Any || item is ContextType { IsOpen: true };
}

/// <summary>Finds the longest known name at a place among the tokens, from the innermost names outwards.</summary>
internal sealed class Names(Scope scope)
{
    private static readonly Dictionary<string, string[][]> FunctionParts = Library.Names
        .Select(name => Lexer.Parts(name))
        .GroupBy(parts => parts[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private readonly Dictionary<string, string[]> _parts = new(StringComparer.Ordinal);
    private readonly List<Level> _levels = [];

    /// <summary>Names with spaces that contexts in this expression were given.</summary>
    public HashSet<string> Spaced { get; } = [.. Properties.Spaced];

    /// <summary>The innermost filter whose items may have any field; null when there is none.</summary>
    public FilterLevel? OpenFilter => _levels.OfType<FilterLevel>().LastOrDefault(level => level.IsOpen);

    /// <summary>Every name that could be meant, for finding the nearest one.</summary>
    public IEnumerable<string> Known =>
        _levels.SelectMany(level => level.Locals.Select(local => local.Name).Concat(FieldsOf(level)))
            .Concat(scope.Variables.Select(variable => variable.Name));

    public void Push(Level level) => _levels.Add(level);

    public void Pop() => _levels.RemoveAt(_levels.Count - 1);

    public (Meaning? Meaning, int Length) Find(ReadOnlySpan<Token> tokens)
    {
        var (found, longest) = (default(Meaning), 0);
        for (var i = _levels.Count - 1; i >= 0; i--)
        {
            // A field of the item goes first: 'item' means the item itself only where the item has no field of this name.
            if (_levels[i] is FilterLevel filter)
            {
                foreach (var field in FieldsOf(filter))
                {
                    Take(Match(tokens, field), new Meaning.ItemField(filter, field), ref found, ref longest);
                }
            }

            foreach (var local in _levels[i].BeginningWith(tokens[0].Text))
            {
                Take(Match(tokens, local.Parts), new Meaning.Local(local), ref found, ref longest);
            }
        }

        for (var i = 0; i < scope.Count; i++)
        {
            var (name, type) = scope.Variables[i];
            Take(Match(tokens, name), new Meaning.Slot(i, type), ref found, ref longest);
        }

        foreach (var parts in FunctionParts.GetValueOrDefault(tokens[0].Text, []))
        {
            if (parts.Length > longest && Match(tokens, parts) > 0)
            {
                (found, longest) = (new Meaning.Function(string.Join(' ', parts)), parts.Length);
            }
        }

        return (found, longest);
    }

    /// <summary>The built-in function whose name the tokens are, all of them.</summary>
    public static Meaning? Function(ReadOnlySpan<Token> tokens)
    {
        foreach (var parts in FunctionParts.GetValueOrDefault(tokens[0].Text, []))
        {
            if (parts.Length == tokens.Length && Match(tokens, parts) > 0)
            {
                return new Meaning.Function(string.Join(' ', parts));
            }
        }

        return null;
    }

    /// <summary>The longest of some names that stands at a place; null when none does.</summary>
    public (string? Name, int Length) FindAmong(ReadOnlySpan<Token> tokens, IEnumerable<string> names)
    {
        var (found, longest) = (default(string), 0);
        foreach (var name in names)
        {
            var length = Match(tokens, name);
            if (length > longest)
            {
                (found, longest) = (name, length);
            }
        }

        return (found, longest);
    }

    private static IEnumerable<string> FieldsOf(Level level) =>
        level is FilterLevel { Item: RecordShape or ContextType } filter ? Typing.FieldNames(filter.Item) : [];

    private static void Take(int length, Meaning meaning, ref Meaning? found, ref int longest)
    {
        if (length > longest)
        {
            (found, longest) = (meaning, length);
        }
    }

    private static int Match(ReadOnlySpan<Token> tokens, string[] parts)
    {
        if (parts.Length == 0 || parts.Length > tokens.Length)
        {
            return 0;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (tokens[i].Kind is TokenKind.String or TokenKind.TimeLiteral or TokenKind.End || tokens[i].Text != parts[i])
            {
                return 0;
            }
        }

        return parts.Length;
    }

    private int Match(ReadOnlySpan<Token> tokens, string name)
    {
        if (!_parts.TryGetValue(name, out var parts))
        {
            _parts[name] = parts = name.Length == 0 ? [] : Lexer.Parts(name);
        }

        return Match(tokens, parts);
    }
}
