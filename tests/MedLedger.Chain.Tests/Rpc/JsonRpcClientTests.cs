using System.Net;
using MedLedger.Chain.Rpc;

namespace MedLedger.Chain.Tests.Rpc;

public sealed class JsonRpcClientTests
{
    private static JsonRpcClient Client(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, TimeSpan? timeout = null) =>
        new(new(new Uri("https://user:password@node.example:8545/access-key?token=1"), "chain") { Timeout = timeout ?? TimeSpan.FromSeconds(5) }, new Handler(answer));

    private static JsonRpcClient Answering(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Client((_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) }));

    [Fact]
    public async Task An_answer_to_this_call_is_taken()
    {
        using var client = Answering("""{"id":1,"jsonrpc":"2.0","result":"0x7a69"}""");
        Assert.Equal("0x7a69", (await client.CallAsync("eth_chainId", [], CancellationToken.None)).GetString());
    }

    [Theory]
    [InlineData("""{"id":2,"jsonrpc":"2.0","result":"0x1"}""")]
    [InlineData("""{"id":"1","jsonrpc":"2.0","result":"0x1"}""")]
    [InlineData("""{"id":null,"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"}}""")]
    [InlineData("""{"id":1,"jsonrpc":"2.0"}""")]
    [InlineData("""[{"id":1,"jsonrpc":"2.0","result":"0x1"}]""")]
    [InlineData("<html>login</html>")]
    [InlineData("")]
    public async Task What_is_no_answer_to_this_call_is_never_taken_for_one(string body)
    {
        using var client = Answering(body);
        await Assert.ThrowsAsync<ChainUnavailableException>(() => client.SendAsync("eth_chainId", [], CancellationToken.None));
    }

    [Fact]
    public async Task A_refusal_keeps_its_code_and_revert_data_whatever_the_HTTP_status()
    {
        using var client = Answering("""{"id":1,"jsonrpc":"2.0","error":{"code":3,"message":"execution reverted","data":"0x01"}}""", HttpStatusCode.BadRequest);
        Assert.Equal(new RpcOutcome.Failed(3, "execution reverted", "0x01"), await client.SendAsync("eth_call", [], CancellationToken.None));
    }

    [Fact]
    public async Task A_message_to_people_names_the_role_and_the_next_step_but_no_access_key()
    {
        using var client = Client((_, _) => throw new HttpRequestException("refused"));
        var thrown = await Assert.ThrowsAsync<ChainUnavailableException>(() => client.SendAsync("eth_chainId", [], CancellationToken.None));
        Assert.Equal("The chain at https://node.example:8545 cannot be reached. Check that the node runs and that its address is right.", thrown.Message);
    }

    [Fact]
    public async Task A_node_that_never_answers_is_given_up()
    {
        using var client = Client(Forever, TimeSpan.FromMilliseconds(50));
        var thrown = await Assert.ThrowsAsync<ChainUnavailableException>(() => client.SendAsync("eth_chainId", [], CancellationToken.None));
        Assert.Contains("within 0.05 s", thrown.Message);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure_of_the_node()
    {
        using var client = Client(Forever);
        using var cancelled = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync("eth_chainId", [], cancelled.Token));
    }

    [Fact]
    public void Only_http_is_spoken() => Assert.Throws<ArgumentException>(() => new JsonRpcClient(new(new Uri("file:///etc/passwd"), "chain")));

    [Fact]
    public async Task A_node_of_another_chain_is_refused_at_once_and_after_it_was_away()
    {
        var fake = new FakeNode { ChainId = 1 };
        await Assert.ThrowsAsync<ChainUnavailableException>(() => fake.ConnectAsync());

        fake.ChainId = 31337;
        var node = await fake.ConnectAsync();
        fake.Down = true;
        await Assert.ThrowsAsync<ChainUnavailableException>(() => node.BlockAsync("latest", CancellationToken.None));
        (fake.Down, fake.ChainId) = (false, 1);
        var thrown = await Assert.ThrowsAsync<ChainUnavailableException>(() => node.BlockAsync("latest", CancellationToken.None));
        Assert.Contains("is of chain 1, not of chain 31337", thrown.Message);
    }

    private static async Task<HttpResponseMessage> Forever(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new();
    }

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }
}
