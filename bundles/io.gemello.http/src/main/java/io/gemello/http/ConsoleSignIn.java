package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Felix Web Console behind our own sign-in: operators look, integrators change. The framework property
 * {@code felix.webconsole.security.providers=gemello} makes the console refuse to serve while this component is away.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=gemello", immediate = true)
public final class ConsoleSignIn implements SecurityProvider {
    private final Doorkeeper doorkeeper;

    /** @param gate not used, but without it nothing may be served */
    @Activate
    public ConsoleSignIn(@Reference Doorkeeper doorkeeper, @Reference Gate gate) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        try {
            try {
                Subject who = Caller.identify(doorkeeper, request);
                Role wanted = request.getMethod().equals("GET") || request.getMethod().equals("HEAD") ? Role.OPERATOR : Role.INTEGRATOR;
                if (who.has(wanted)) {
                    return who;
                }
                throw who.roles().isEmpty() ? Refusal.signIn() : Refusal.role(wanted);
            } catch (HttpProblem refused) {
                AnswerWriter.refuse(request, response, refused);
                return null;
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
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
