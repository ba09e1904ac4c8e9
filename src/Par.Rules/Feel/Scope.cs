namespace Par.Rules.Feel;

/// <summary>One variable that conditions may speak of.</summary>
/// <param name="Name">The name; it may hold spaces.</param>
/// <param name="Type">The type of its value.</param>
public sealed record Variable(string Name, FeelType Type);

/// <summary>The variables that an expression may speak of, each with its place in the <see cref="Frame"/>. A scope never changes.</summary>
public sealed class Scope
{
    private readonly Variable[] _variables;
    private readonly Dictionary<string, FeelType> _types;
    private readonly OfferedFunction[] _offered;

    private Scope(Variable[] variables, Dictionary<string, FeelType> types, OfferedFunction[] offered, bool forgiving)
    {
        _variables = variables;
        _types = types;
        _offered = offered;
        IsForgiving = forgiving;
    }

    /// <summary>No variables. What FEEL would turn into null while running (a misspelt name, a date compared with a text) is refused.</summary>
    public static Scope Empty { get; } = new([], [], [], forgiving: false);

    /// <summary>No variables. What FEEL turns into null while running is let through, as the DMN standard has it.</summary>
    public static Scope AsInDmn { get; } = new([], [], [], forgiving: true);

    /// <summary>How many variables there are.</summary>
    public int Count => _variables.Length;

    /// <summary>The variables, each at its place in the frame.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    internal bool IsForgiving { get; }

    internal IReadOnlyDictionary<string, FeelType> Types => _types;

    internal IEnumerable<string> OfferedNames => _offered.Select(function => function.Name);

    /// <summary>The scope with one more variable, which takes the next place; the places of the others stay.</summary>
    public Scope With(string name, FeelType type)
    {
        if (IndexOf(name) >= 0)
        {
            throw new ArgumentException($"The scope has a variable '{name}' already. Give the new one another name.");
        }

        return new Scope([.. _variables, new Variable(name, type)], _types, _offered, IsForgiving);
    }

    /// <summary>The scope with one more variable, or with one of the same name replaced: the new one takes its place.</summary>
    internal Scope Shadowing(string name, FeelType type)
    {
        var index = IndexOf(name);
        return index < 0
            ? With(name, type)
            : new Scope([.. _variables[..index], new Variable(name, type), .. _variables[(index + 1)..]], _types, _offered, IsForgiving);
    }

    /// <summary>The scope with one more named type, for <c>instance of</c> and function parameters.</summary>
    public Scope WithType(string name, FeelType type) =>
        new(_variables, new Dictionary<string, FeelType>(_types, StringComparer.Ordinal) { [name] = type }, _offered, IsForgiving);

    /// <summary>The scope with one more function, which its expressions may call.</summary>
    internal Scope Offering(OfferedFunction function) => new(_variables, _types, [.. _offered, function], IsForgiving);

    /// <summary>The offered function of that name, or null.</summary>
    internal OfferedFunction? Offered(string name) => Array.Find(_offered, function => function.Name == name);

    /// <summary>The place of a variable, or -1 when there is none of this name.</summary>
    public int IndexOf(string name) => Array.FindIndex(_variables, variable => variable.Name == name);
}
