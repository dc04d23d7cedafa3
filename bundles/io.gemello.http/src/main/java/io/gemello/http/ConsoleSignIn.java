package io.gemello.http;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.deploy.DeployFolder;
import io.gemello.api.http.HttpProblem;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The Felix Web Console behind our own sign-in: operators look, integrators change. The framework property
 * {@code felix.webconsole.security.providers=gemello} makes the console refuse to serve while this component is away.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=gemello", immediate = true)
public final class ConsoleSignIn implements SecurityProvider {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");
    private final Doorkeeper doorkeeper;
    private final Audit audit;
    private final ConsoleNames names;
    private final ConsoleUpload upload;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile DeployFolder deploy;

    /** @param gate not used, but without it nothing may be served */
    @Activate
    public ConsoleSignIn(@Reference Doorkeeper doorkeeper, @Reference Gate gate, @Reference Audit audit, @Reference ConfigurationAdmin configurations, BundleContext context) {
        this.doorkeeper = doorkeeper;
        this.audit = audit;
        this.names = new ConsoleNames(context, configurations);
        this.upload = new ConsoleUpload(audit);
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        try {
            try {
                Subject who = Caller.identify(doorkeeper, request);
                boolean looks = LOOKING.contains(request.getMethod());
                Role wanted = looks && !ConsoleChange.reveals(request) ? Role.OPERATOR : Role.INTEGRATOR;
                if (!who.has(wanted)) {
                    throw who.roles().isEmpty() ? Refusal.signIn() : Refusal.role(wanted);
                }
                if (looks && ConsoleChange.disguised(request)) {
                    throw new HttpProblem(405, "gemello:method.refused", "A change is not made by " + request.getMethod() + ".", "Send it by POST.");
                }
                return looks || change(request, response, who) ? who : null;
            } catch (HttpProblem refused) {
                AnswerWriter.refuse(request, response, refused);
                return null;
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** @return false when it has been answered here */
    private boolean change(HttpServletRequest request, HttpServletResponse response, Subject who) throws IOException {
        List<Part> files = ConsoleUpload.multipart(request) ? ConsoleUpload.files(request) : List.of();
        ConsoleChange change = ConsoleChange.of(request, names);
        if (!files.isEmpty() || change != null && change.what().equals(ConsoleChange.INSTALL)) {
            upload.take(request, response, who, files, deploy);
            return false;
        }
        if (change != null && change.what().equals(ConsoleChange.UPDATE)) {
            HttpProblem refused = new HttpProblem(409, "gemello:deploy.upload", "A bundle is updated by its new jar.", "Upload it with Install/Update, or put it into the folder deploy of the data folder.");
            audit.record(who, change.what(), change.target(), refused.getMessage());
            throw refused;
        }
        if (change != null) {
            request.setAttribute(PendingChange.ATTRIBUTE, new PendingChange(who, change));
        }
        return true;
    }

    /** The console asks for roles of its own making; what may be done was decided by method above. */
    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof Subject subject && subject.has(Role.OPERATOR);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        String session = Caller.sessionId(request);
        if (session != null) {
            doorkeeper.signOut(session);
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/sign-in");
    }
}
