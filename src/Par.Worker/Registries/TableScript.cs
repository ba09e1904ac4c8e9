using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>What a registry needs whose tables are read: no feed, only an index and the right to read.</summary>
internal static class TableScript
{
    public static string For(IReadOnlyList<RegistryTable> tables, string connectionString)
    {
        var registry = tables[0].Life.Registry;
        var login = Quoted.Name(new NpgsqlConnectionStringBuilder(connectionString).Username ?? "reader");
        return $"""
            -- For the registry '{registry.Id}': nothing is to be added to it, for its tables are read as they are (readFrom in the catalogue).
            -- What makes each reading short is an index on each table that has none; a view needs it on the table below it.
            {string.Join(Environment.NewLine, tables.Select(table => Index(table.Life)).Distinct())}

            grant usage on schema {Quoted.Name(registry.Schema)} to {login};
            grant select on {string.Join(", ", tables.Select(table => Quoted.Table(table.Life.Registry, table.Life.ReadFrom!)).Distinct())} to {login};

            """;
    }

    /// <summary>The index along which the rows of a life event are read.</summary>
    public static string Index(LifeEvent life) =>
        $"create index on {Quoted.Table(life.Registry, life.ReadFrom!)} ({Quoted.Name(life.ReadFrom!.UpdatedAt)}, {Quoted.Name(life.ReadFrom.Key)});";
}
