using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MedLedger.Server.Doors.Mllp;

/// <summary>Listens for senders of HL7 v2 messages. Who is not on this machine and not on the list is not listened to.</summary>
internal sealed class MllpListener : IAsyncDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);
    private readonly Socket _socket;
    private readonly IReadOnlyList<IPNetwork> _allowed;
    private readonly MllpLimits _limits;
    private readonly SemaphoreSlim _largePlaces;
    private readonly ConcurrentDictionary<long, (IPAddress From, Task Task)> _conversations = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, MllpConversation> _converse;
    private Task _accepting = Task.CompletedTask;
    private long _next;

    public MllpListener(IPEndPoint at, IReadOnlyList<IPNetwork> allowed, Inbox inbox, Settlements settlements, MllpLimits limits, TimeProvider time)
    {
        (_allowed, _limits) = (allowed, limits);
        _largePlaces = new SemaphoreSlim(limits.MostLarge);
        _converse = stream => new MllpConversation(stream, inbox, settlements, limits, _largePlaces, time);
        _socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(at);
        _socket.Listen(128);
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    public int Connections => _conversations.Count;

    public void Start() => _accepting = AcceptAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations.Values.Select(one => one.Task));
        _stop.Dispose();
        _largePlaces.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket sender;
            try
            {
                sender = await _socket.AcceptAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception trouble) when (trouble is SocketException or ObjectDisposedException)
            {
                if (_stop.IsCancellationRequested) return;
                // Out of descriptors, or a sender that went while it was let in: neither ends the door.
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
                continue;
            }

            if (From(sender) is { } from && MayEnter(from)) Begin(sender, from);
            else sender.Close(0);
        }
    }

    private void Begin(Socket sender, IPAddress from)
    {
        var number = _next++;
        sender.NoDelay = true;
        var task = Task.Run(async () =>
        {
            try
            {
                await using var stream = new NetworkStream(sender, ownsSocket: true);
                await _converse(stream).RunAsync(_stop.Token);
                await LeaveAsync(sender, _stop.Token);
            }
            finally
            {
                _conversations.TryRemove(number, out _);
            }
        });
        _conversations[number] = (from, task);
        if (task.IsCompleted) _conversations.TryRemove(number, out _);
    }

    // Closing with bytes unread would reset the connection and take the last answer with it (RFC 1122, section 4.2.2.13).
    // A sender of a gigabyte reads its answer when it has sent all of it, so what still comes is thrown away until it pauses.
    private async Task LeaveAsync(Socket sender, CancellationToken cancellationToken)
    {
        try
        {
            sender.Shutdown(SocketShutdown.Send);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            end.CancelAfter(_limits.LeaveTime);
            var sink = new byte[64 * 1024];
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            do pause.CancelAfter(Linger);
            while (await sender.ReceiveAsync(sink, pause.Token) > 0);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is gone, or does not stop sending.
        }
    }

    private bool MayEnter(IPAddress from) =>
        (IPAddress.IsLoopback(from) || _allowed.Any(network => network.Contains(from)))
        && _conversations.Count < _limits.MostConnections
        && _conversations.Values.Count(one => one.From.Equals(from)) < _limits.MostOfOneAddress;

    private static IPAddress? From(Socket sender)
    {
        try
        {
            return sender.RemoteEndPoint is IPEndPoint { Address: var address } ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
