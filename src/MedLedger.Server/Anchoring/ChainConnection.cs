using MedLedger.Chain.Anchoring;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Development;
using MedLedger.Chain.Rpc;
using MedLedger.Chain.Transactions;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Anchoring;

/// <summary>The chain that this store anchors to: a development chain of its own on loopback, or a node that the operator names.</summary>
internal sealed class ChainConnection : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _asyncParts = [];
    private readonly List<IDisposable> _parts = [];

    private ChainConnection(EthereumNode node, Uri url, CheckpointRegistryClient registry, LogId log)
    {
        Node = node;
        Url = url;
        Registry = registry;
        Log = log;
    }

    public EthereumNode Node { get; }

    public Uri Url { get; }

    public CheckpointRegistryClient Registry { get; }

    public LogId Log { get; }

    public EthereumAddress Contract => Registry.Reader.Contract;

    /// <summary>Starts the development chain of this data directory, with its state on disk, and deploys the registry on first use.</summary>
    public static async Task<ChainConnection> StartDevelopmentAsync(string data, VerifierKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        var chain = await DevelopmentChain.StartAsync(
            new DevelopmentChainOptions { AnvilPath = AnvilPath(), StateFile = Path.Combine(data, "chain", "state.json") }, time, cancellationToken);
        try
        {
            var connection = await ConnectAsync(data, chain.Node, chain.Url, DevelopmentAccounts.Key(0), key, time, cancellationToken);
            connection._asyncParts.Add(chain);
            return connection;
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to the operator's node; the anchoring key comes from the environment and stays there.</summary>
    public static async Task<ChainConnection> ConnectAsync(string data, Uri url, VerifierKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        var (secret, chainId) = Settings();
        var client = new JsonRpcClient(new JsonRpcEndpoint(url, "anchoring chain"));
        var node = await EthereumNode.ConnectAsync(client, chainId, cancellationToken);
        var connection = await ConnectAsync(data, node, url, EthereumKey.FromHex(secret), key, time, cancellationToken);
        connection._parts.Add(client);
        return connection;
    }

    /// <summary>What an operator's node needs from the environment.</summary>
    /// <exception cref="CommandFailedException">when it is not there.</exception>
    public static (string Secret, ulong ChainId) Settings()
    {
        var secret = Environment.GetEnvironmentVariable("MEDLEDGER_ANCHOR_KEY")
            ?? throw new CommandFailedException("anchoring to a node of your own needs its key: set MEDLEDGER_ANCHOR_KEY (0x and 64 hex digits), or use --dev-chain.");
        return ulong.TryParse(Environment.GetEnvironmentVariable("MEDLEDGER_CHAIN_ID"), out var chainId)
            ? (secret, chainId)
            : throw new CommandFailedException("anchoring to a node of your own needs the chain it must be: set MEDLEDGER_CHAIN_ID (for instance 11155111).");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts) part.Dispose();
        foreach (var part in _asyncParts) await part.DisposeAsync();
    }

    private static async Task<ChainConnection> ConnectAsync(string data, EthereumNode node, Uri url, EthereumKey signer, VerifierKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(data, "chain"));
        var journal = FileTransactionJournal.Open(Path.Combine(data, "chain", "transactions.jsonl"));
        var sender = new TransactionSender(node, signer, journal, time);
        var salt = Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(key.ToString()));

        var known = await RegistryRecord.FindAsync(data, cancellationToken);
        if (known is not null && known.ChainId != node.ChainId)
            throw new CommandFailedException($"this store is anchored on chain {known.ChainId}, the node is on chain {node.ChainId}. Name the right node, or move chain/registry.json away to begin anew.");
        var contract = known is not null ? EthereumAddress.Parse(known.Registry) : await DeployAsync(sender, cancellationToken);
        var client = new CheckpointRegistryClient(sender, contract);
        // A second registration changes nothing, so dying between deploying and saving costs one unused contract.
        var log = await client.RegisterAsync(salt, sender.Address, cancellationToken) is RegistrationOutcome.Done done
            ? done.Log
            : throw new CommandFailedException("the registry did not take this log in. Check the anchoring account's balance, then start again.");
        await new RegistryRecord(node.ChainId, contract.ToString(), log.ToString()).SaveAsync(data, cancellationToken);

        var connection = new ChainConnection(node, url, client, log);
        connection._parts.AddRange([sender, journal, signer]);
        return connection;
    }

    private static async Task<EthereumAddress> DeployAsync(TransactionSender sender, CancellationToken cancellationToken) =>
        await CheckpointRegistryClient.DeployAsync(sender, cancellationToken) switch
        {
            DeployOutcome.Deployed deployed => deployed.Contract,
            DeployOutcome.Failed failed => throw new CommandFailedException($"the registry contract could not be deployed: {failed.Reason}."),
            _ => throw new CommandFailedException("the registry contract is not in a block yet. Start again in a minute."),
        };

    public static string AnvilPath()
    {
        var beside = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "chain", "anvil"));
        return Environment.GetEnvironmentVariable("MEDLEDGER_ANVIL") ?? beside;
    }
}
