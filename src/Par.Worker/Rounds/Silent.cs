using Npgsql;

namespace Par.Worker.Rounds;

/// <summary>A registry did not answer; told apart from a failure of the work database, which is another matter.</summary>
internal sealed class RegistrySilentException(Exception reason) : Exception("A registry did not answer.", reason);

/// <summary>Marks what is asked of a registry, so that its failure is known as the registry's.</summary>
internal static class Silent
{
    public static async ValueTask<T> Unless<T>(ValueTask<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            throw new RegistrySilentException(failure);
        }
    }

    public static ValueTask<T> Unless<T>(Task<T> asked) => Unless(new ValueTask<T>(asked));
}
