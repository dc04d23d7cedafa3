package io.gemello.http;

import io.gemello.api.access.Audit;
import io.gemello.api.http.Endpoint;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The one servlet in front of all endpoints. */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
public final class FrontServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient HttpCounts counts;
    private final transient EventStreams streams;
    private final transient Reception reception;

    /** @param gate not used, but without it nothing may be served */
    @Activate
    public FrontServlet(@Reference Doorkeeper doorkeeper, @Reference Gate gate, @Reference HttpCounts counts, @Reference Audit audit) {
        this.counts = counts;
        this.streams = new EventStreams(counts);
        this.reception = new Reception(doorkeeper, streams, audit);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint, ServiceReference<Endpoint> reference) {
        reception.routes().add(endpoint, reference);
    }

    void removeEndpoint(Endpoint endpoint) {
        reception.routes().remove(endpoint);
        streams.closeOf(endpoint);
    }

    @Deactivate
    void stop() {
        reception.close();
        streams.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        reception.receive(new Visit(request, response, counts));
    }
}
