namespace Par.Worker.FactGathering;

internal static class FactGatheringSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Fact gathering: asks the registries for what the rules need, and nothing more.</summary>
        public IServiceCollection AddFactGathering() => services.AddSingleton<Facts>();
    }
}
