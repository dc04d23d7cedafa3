/** People and devices: their file, their passwords and tokens, browsers that signed in, and the brake on guessing. */
package io.gemello.http.people;
