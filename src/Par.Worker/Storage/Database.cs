using Npgsql;

namespace Par.Worker.Storage;

/// <summary>The pool of connections to the work database. Registries have pools of their own.</summary>
internal static class Database
{
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "work" };
        builder.ConnectionStringBuilder.ApplicationName ??= "par-worker";
        return builder.Build();
    }
}
