namespace Par.Worker.Api.Spdci;

/// <summary>Section <c>Api:Spdci:(registry)</c>: a registry that tells of vital events by the CRVS interface of SPDCI.</summary>
internal sealed class SpdciOptions
{
    /// <summary>The <c>sender_id</c> of the registry. Required.</summary>
    public string RegistryId { get; set; } = "";

    /// <summary>The id by which the registry knows this service: <c>receiver_id</c> of what it sends, <c>sender_id</c> of what it is asked. Required.</summary>
    public string OurId { get; set; } = "";

    /// <summary>The registry's Ed25519 public keys, 32 bytes in base64, by the key's id. Required.</summary>
    public Dictionary<string, string> PublicKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the registry answers, such as https://civil-registry.example/crvs/v1.0.0; null: it is not asked anything.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The id of our key, by which the registry knows it. Required with an endpoint.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>Our Ed25519 private key, 32 bytes in base64. Required with an endpoint.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>How long the registry may take to answer. Default 5 s.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The registry's name for the type of identifier that is the personal id. Default UIN.</summary>
    public string PersonalIdType { get; set; } = "UIN";

    /// <summary>The type of registry, as it is named in questions. Default ns:org:RegistryType:Civil.</summary>
    public string RegistryType { get; set; } = "ns:org:RegistryType:Civil";

    /// <summary>The type of record, as it is named in questions. Default spdci-extensions-dci:Person.</summary>
    public string RecordType { get; set; } = "spdci-extensions-dci:Person";

    /// <summary>Where in a record the area stands that the event was registered in. Default /address/locality.</summary>
    public string Locality { get; set; } = "/address/locality";

    /// <summary>The IANA name of the time zone of moments that are written without one. Default Asia/Ho_Chi_Minh.</summary>
    public string TimeZone { get; set; } = "Asia/Ho_Chi_Minh";

    /// <summary>Whether the registry is asked at start to tell of the events, by its subscription. Default false: it does by agreement.</summary>
    public bool Subscribe { get; set; }

    /// <summary>For how long it is asked again when it does not take the subscription, or refuses it. 1 min to 30 days, default 1 day.</summary>
    public TimeSpan SubscribeFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Where the registry sends what came of a subscription, such as https://par.example/api/spdci/registry/on-subscribe; null: as agreed with it.</summary>
    public Uri? CallbackUri { get; set; }

    /// <summary>The vital events that are taken, and which life event each is. Required.</summary>
    public IList<SpdciEventOptions> Events { get; } = [];
}

/// <summary>One of the <c>Events</c> of a registry.</summary>
internal sealed class SpdciEventOptions
{
    /// <summary>The registry's <c>reg_event_type</c>. Required.</summary>
    public string Type { get; set; } = "";

    /// <summary>The kind of life event of the catalogue. Required.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Where in the record it stands when it occurred, as a JSON pointer; null: it occurred when the registry says that it tells of it.</summary>
    public string? OccurredAt { get; set; }

    /// <summary>For each name of the life event's body, where in the record its value stands, as a JSON pointer.</summary>
    public Dictionary<string, string> Body { get; } = new(StringComparer.Ordinal);

    /// <summary>Of which records the registry shall tell, where it is subscribed to; all of them must fit. Default: of all.</summary>
    public IList<SpdciFilterOptions> Filter { get; } = [];
}

/// <summary>One condition of a subscription, in the registry's words.</summary>
internal sealed class SpdciFilterOptions
{
    /// <summary>The attribute's name, such as locality. Required.</summary>
    public string Attribute { get; set; } = "";

    /// <summary>One of gt, lt, eq, ge, le, in. Default eq.</summary>
    public string Operator { get; set; } = "eq";

    /// <summary>What it is compared with. Required.</summary>
    public string Value { get; set; } = "";
}
