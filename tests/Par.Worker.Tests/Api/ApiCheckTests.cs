using Microsoft.Extensions.Options;
using Par.Worker.Tests.Api.Spdci;

namespace Par.Worker.Tests.Api;

public sealed class ApiCheckTests(PostgreSql postgres)
{
    // Thirty-two bytes of which no point of the curve has the height: two.
    private static readonly string NoPoint = Convert.ToBase64String([2, .. new byte[31]]);

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

    [Fact]
    public async Task Everything_that_is_wrong_with_a_registry_that_speaks_SPDCI_is_said_at_start_at_once()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start(
            postgres,
            ("Api:Spdci:civil-statu:RegistryId", "a|b"),
            ("Api:Spdci:civil-statu:PublicKeys:k1", "c2hvcnQ="),
            ("Api:Spdci:civil-statu:PublicKeys:k2", NoPoint),
            ("Api:Spdci:civil-statu:Endpoint", "http://civil-registry.example"),
            ("Api:Spdci:civil-statu:AnswerWithin", "00:01:00"),
            ("Api:Spdci:civil-statu:SubscribeFor", "00:00:01"),
            ("Api:Spdci:civil-statu:TimeZone", "Mars/Olympus"),
            ("Api:Spdci:civil-statu:Locality", "address"),
            ("Api:Spdci:land:RegistryId", "land.example.org"),
            ("Api:Spdci:land:OurId", "spp.example.org"),
            ("Api:Spdci:land:Subscribe", "true"),
            ("Api:Spdci:land:Events:0:Filter:0:Operator", "like"),
            ("Api:Spdci:land:Events:0:Kind", "birth.registered"),
            ("Api:Spdci:civil-status:RegistryId", "civil.example.org"),
            ("Api:Spdci:civil-status:OurId", "spp.example.org"),
            ("Api:Spdci:civil-status:PublicKeys:k1", CivilRegistry.Registry.PublicKey),
            ("Api:Spdci:civil-status:Events:0:Type", "LiveBirth"),
            ("Api:Spdci:civil-status:Events:0:Kind", "birth.registered"),
            ("Api:Spdci:civil-status:Events:0:OccurredAt", "birth_date"),
            ("Api:Spdci:civil-status:Events:0:Body:motherID", "/parent1"),
            ("Api:Spdci:civil-status:Events:0:Body:childName", "name")));

        Assert.Equal(
            [
                "Api:Spdci:civil-statu is no registry of the catalogue. Did you mean 'civil-status'?",
                "Api:Spdci:civil-statu:RegistryId must be the sender_id of the registry, such as 'civilregistry.example.org'.",
                "Api:Spdci:civil-statu:OurId must be the id by which the registry knows this service, such as 'spp.example.org'.",
                "Api:Spdci:civil-statu:AnswerWithin must be between 00:00:00.1 and 00:00:30. Leave it out for 00:00:05.",
                "Api:Spdci:civil-statu:SubscribeFor must be between 00:01:00 and 30.00:00:00. Leave it out for 1.00:00:00.",
                "Api:Spdci:civil-statu:TimeZone must be the IANA name of a time zone. Leave it out for Asia/Ho_Chi_Minh.",
                "Api:Spdci:civil-statu:Locality must be a JSON pointer. Leave it out for /address/locality.",
                "Api:Spdci:civil-statu:PublicKeys:k1 must be an Ed25519 public key: 32 bytes in base64.",
                "Api:Spdci:civil-statu:PublicKeys:k2 must be an Ed25519 public key: 32 bytes in base64.",
                "Api:Spdci:civil-statu:Endpoint must be an address with https, or with http on this machine.",
                "Api:Spdci:civil-statu:KeyId and PrivateKey must be our key by which the registry is asked: its id, and 32 bytes of Ed25519 in base64.",
                "Api:Spdci:civil-statu:Events must name at least one event, with its Type, Kind and Body.",
                "Api:Spdci:civil-status:Events:0:OccurredAt must be a JSON pointer into the record, such as /birth_date.",
                "Api:Spdci:civil-status:Events:0:Body:childName must be a JSON pointer into the record, such as /birth_date.",
                "Api:Spdci:civil-status:Events:0:Body:motherID is nothing that the body of birth.registered holds. Did you mean 'motherId'?",
                "Api:Spdci:land:PublicKeys must hold at least one key of the registry, by its id.",
                "Api:Spdci:land:Subscribe needs Api:Spdci:land:Endpoint, where the registry is asked.",
                "Api:Spdci:land:Events:0:Type must be a reg_event_type of the registry, such as 'spdci-common:RegistryEventType:LiveBirth'.",
                "Api:Spdci:land:Events:0:Filter:0 must have an Attribute, an Operator (gt, lt, eq, ge, le or in) and a Value.",
                "Api:Spdci:land:Events:0:Kind is 'birth.registered', which is no life event of the registry 'land'.",
            ],
            wrong.Failures);
    }
}
