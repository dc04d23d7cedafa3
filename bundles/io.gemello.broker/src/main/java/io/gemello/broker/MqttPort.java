package io.gemello.broker;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;

/**
 * The open port. It is ours, and Artemis is handed only connections that begin like MQTT: Artemis' own would answer HTTP too,
 * and keep in memory without bound what strangers send in no protocol or by POST.
 */
final class MqttPort implements AutoCloseable {
    /** The name by which Artemis, too, finds the handler that knows the client's certificate. */
    static final String TLS = "ssl";
    private static final int IO_THREADS = 2;
    private static final long HANDSHAKE_SECONDS = 10;
    /** First byte of CONNECT, the one packet a client may begin with (MQTT 5, 3.1). */
    private static final int CONNECT = 0x10;

    private final EventLoopGroup threads = new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("gemello-mqtt-io", true));
    private final Refusals refusals;
    private final Channel open;

    /** Gives an engine per connection. */
    interface Engines {
        SSLEngine next();
    }

    /** @param tls null for a plain port @throws Exception a BindException when the port is taken */
    MqttPort(String address, int port, NettyAcceptor artemis, Refusals refusals, Engines tls) throws Exception {
        this.refusals = refusals;
        ServerBootstrap bootstrap = new ServerBootstrap().group(threads).channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                    if (tls != null) {
                        SslHandler handshake = new SslHandler(tls.next());
                        handshake.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
                        channel.pipeline().addLast(TLS, handshake);
                    }
                    channel.pipeline().addLast(new FirstByte());
                    artemis.transfer(channel);
                }
            });
        try {
            open = bootstrap.bind(address, port).sync().channel();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    int number() {
        return ((InetSocketAddress) open.localAddress()).getPort();
    }

    /** Takes no more connections; those that are open live on. */
    void shut() {
        open.close().syncUninterruptibly();
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class FirstByte extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (bytes.isReadable() && bytes.getUnsignedByte(bytes.readerIndex()) != CONNECT) {
                refusals.count("no-mqtt", "a client at " + ctx.channel().remoteAddress() + " does not speak MQTT; disconnected");
                ReferenceCountUtil.release(bytes);
                ctx.close();
                return;
            }
            ctx.pipeline().remove(this);
            ctx.fireChannelRead(bytes);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
                refusals.count("tls", "the TLS handshake with " + ctx.channel().remoteAddress() + " failed (" + SignIn.printable(handshake.cause().getMessage()) + ")");
            }
            ctx.fireUserEventTriggered(event);
        }

        /** A handshake that failed has been counted, and the connection is closed. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
