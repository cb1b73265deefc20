using ExpertRouter.Testing;

namespace ExpertRouter.Web.Tests.Tickets;

/// <summary>A portal without demo data, with further settings; on RabbitMQ and PostgreSQL when a database is given.</summary>
internal sealed class TicketPortal(WebhookReceiver? receiver = null, TestDatabase? database = null) : PortalFactory
{
    private readonly Dictionary<string, string> _settings = new()
    {
        ["Demo:Enabled"] = "false",
        ["Messaging:RelayEvery"] = "00:00:00.05",
    };

    /// <summary>Prefix of its queues.</summary>
    public string Prefix { get; } = TestBroker.NewPrefix();

    protected override IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            if (receiver is not null)
            {
                _settings["Webhooks:Subscriptions:0:Name"] = "crm";
                _settings["Webhooks:Subscriptions:0:Url"] = receiver.Address.ToString();
                _settings["Webhooks:Subscriptions:0:Secret"] = WebhookReceiver.Secret;
                _settings["Webhooks:Retries:0"] = "00:00:00.05";
            }
            if (database is not null)
            {
                _settings["Database:Provider"] = database.Options.Provider.ToString();
                _settings["Database:ConnectionString"] = database.Options.ConnectionString!;
                _settings["Messaging:Transport"] = "RabbitMq";
                _settings["Messaging:Address"] = TestBroker.Address!;
                _settings["Messaging:Prefix"] = Prefix;
            }
            return _settings;
        }
    }
}
