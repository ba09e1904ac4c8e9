using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Par.Worker.Tests;

/// <summary>Counts what a data source sends to PostgreSQL.</summary>
internal sealed class StatementLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> completed = new();

    public int Count => completed.Count;

    public static (NpgsqlDataSource Source, StatementLog Log) Watch(TestDatabase database)
    {
        var log = new StatementLog();
        var builder = new NpgsqlDataSourceBuilder(database.ConnectionString);
        builder.UseLoggerFactory(LoggerFactory.Create(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        return (builder.Build(), log);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name is "CommandExecutionCompleted" or "BatchExecutionCompleted")
        {
            completed.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
