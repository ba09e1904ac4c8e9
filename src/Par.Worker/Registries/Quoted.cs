using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>Names of tables and columns as SQL takes them. They come from the catalogue only, and are always quoted.</summary>
internal static class Quoted
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>One text of an array that is written out.</summary>
    public static string Element(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Table(Entity entity) => $"{Name(entity.Registry.Schema)}.{Name(entity.Table)}";

    public static string Table(Registry registry, EventTable table) => $"{Name(registry.Schema)}.{Name(table.Table)}";

    /// <summary>The feed in which a registry writes down its life events.</summary>
    public static string Feed(Registry registry) => $"{Name(registry.Schema)}.registry_event";
}
