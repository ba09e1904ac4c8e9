using Microsoft.Extensions.Options;

namespace Par.Worker.Tests.Api;

public sealed class ApiCheckTests(PostgreSql postgres)
{
    [Fact]
    public async Task Everything_that_is_wrong_with_senders_is_said_at_start_at_once()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start(
            postgres,
            ("Api:Senders:clinic:Registry", "civil-statu"),
            ("Api:Senders:clinic:Source", "https://clinic.example"),
            ("Api:Senders:clinic:Secrets:0", "a-secret-of-the-clinic-0123456789012"),
            ("Api:Senders:clinic:Secrets:1", "too short"),
            ("Api:Senders:nobody:Registry", "weather")));

        Assert.Equal(
            [
                "Api:Senders:clinic:Registry is 'civil-statu', which is no registry of the catalogue. Did you mean 'civil-status'?",
                "Api:Senders:clinic:Secrets:1 must be at least 32 bytes long. Make one with 'openssl rand -base64 48'.",
                "Api:Senders:nobody:Registry is 'weather', which is no registry of the catalogue. Name one of rules/catalogue/registries.yaml.",
                "Api:Senders:nobody:Source must be the URI that the sender's events have as their source, such as 'https://hospital.example/births'.",
                "Api:Senders:nobody:Secrets must hold at least one secret of 32 bytes or more. Make one with 'openssl rand -base64 48'.",
            ],
            wrong.Failures);
    }
}
